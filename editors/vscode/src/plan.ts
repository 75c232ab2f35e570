// A plan as `boxwright plan --format json` writes it, and the same as a page.

/** What one machine's setting becomes. */
interface Change {
  readonly path: string;
  readonly action: string;
  readonly before?: unknown;
  readonly after?: unknown;
  readonly line?: number | null;
}

interface Machine {
  readonly name: string;
  readonly action: string;
  readonly changes: readonly Change[];
}

/** What is wrong with a document. */
interface Fault {
  readonly line: number;
  readonly message: string;
}

export interface Plan {
  readonly version: number;
  readonly connection: string;
  readonly machines: readonly Machine[];
}

/** A page in Markdown with a table for each machine. */
export function rendered(plan: Plan): string {
  const parts = [`# Plan for ${code(plan.connection)}`];
  for (const machine of plan.machines) {
    parts.push(`## ${escaped(machine.name)}: ${machine.action}`);
    if (machine.changes.length === 0) parts.push('Nothing changes.');
    else parts.push(table(machine.changes));
  }
  return parts.join('\n\n') + '\n';
}

/** A page that says why there is no plan. */
export function failed(message: string): string {
  return `# The plan failed\n\n\`\`\`text\n${escaped(message.trim(), '\n').replaceAll('```', "'''")}\n\`\`\`\n`;
}

/** A page with the findings that stand in the way of a plan. */
export function refused(found: readonly Fault[]): string {
  const rows = found.map(({ line, message }) => `- line ${line}: ${code(message)}`);
  return ['# The document has errors', 'Mend them first:', rows.join('\n')].join('\n\n') + '\n';
}

function table(changes: readonly Change[]): string {
  const rows = changes.map((change) =>
    [change.line ?? '', code(change.path), change.action, shown(change.before), shown(change.after)].join(' | '),
  );
  return ['| line | what | action | before | after |', '|---|---|---|---|---|', ...rows.map((row) => `| ${row} |`)].join('\n');
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '';
  return code(typeof value === 'string' ? value : JSON.stringify(value));
}

function code(text: string): string {
  return `\`${escaped(text).replaceAll('`', "'")}\``;
}

/** Names come from documents and machines: none may end its cell or its line, but for characters that are `kept`. */
function escaped(text: string, kept = ''): string {
  const controls = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
  return text.replaceAll(controls, (control) => (kept.includes(control) ? control : '\ufffd')).replaceAll('|', '\\|');
}
