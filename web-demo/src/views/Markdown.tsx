// The little Markdown that the core writes: headings, paragraphs, lists, tables left as they are, code.
import type { ComponentChildren } from "preact";

interface Block {
  kind: "heading" | "text" | "list" | "code";
  lines: string[];
}

function kindOf(line: string): Block["kind"] {
  if (/^#+ /.test(line)) return "heading";
  return /^[-*] /.test(line) ? "list" : "text";
}

function blocks(text: string): Block[] {
  const all: Block[] = [];
  let open: Block | undefined;
  for (const raw of text.split("\n")) {
    // Pages of rules are doc comments, each line with a blank before it.
    const line = raw.replace(/^ /, "");
    if (line.startsWith("```")) {
      if (open?.kind === "code") open = undefined;
      else all.push((open = { kind: "code", lines: [] }));
    } else if (open?.kind === "code") open.lines.push(line);
    else if (line.trim() === "") open = undefined;
    else {
      const kind = kindOf(line);
      // A heading is one line: what comes right below it is a text of its own.
      if (open && open.kind !== "heading" && kind === "text") open.lines.push(line);
      else if (open?.kind === "list" && kind === "list") open.lines.push(line);
      else all.push((open = { kind, lines: [line] }));
    }
  }
  return all;
}

/** Code, bold and links, whose words alone are shown: the page leads nowhere else. */
function inline(text: string): ComponentChildren {
  const parts = text.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1").split(/(`[^`]+`|\*\*[^*]+\*\*)/);
  return parts.map((part, index) => {
    if (part.startsWith("`")) return <code key={index}>{part.slice(1, -1)}</code>;
    if (part.startsWith("**")) return <strong key={index}>{inline(part.slice(2, -2))}</strong>;
    return part;
  });
}

function items(lines: string[]): string[] {
  const all: string[] = [];
  for (const line of lines) {
    if (/^[-*] /.test(line)) all.push(line.slice(2));
    else all.push(`${all.pop() ?? ""} ${line.trim()}`);
  }
  return all;
}

function Part({ block: { kind, lines } }: { block: Block }) {
  if (kind === "code") return <pre>{lines.join("\n")}</pre>;
  if (kind === "heading") return <h4>{inline((lines[0] ?? "").replace(/^#+ /, ""))}</h4>;
  if (kind === "list") {
    return (
      <ul>
        {items(lines).map((item) => (
          <li key={item}>{inline(item)}</li>
        ))}
      </ul>
    );
  }
  return <p>{inline(lines.join(" "))}</p>;
}

export function Markdown({ text }: { text: string }) {
  return (
    <div class="markdown">
      {blocks(text).map((block, index) => (
        <Part key={index} block={block} />
      ))}
    </div>
  );
}
