// Documents that are no files: plans, rules, normal forms.
import * as vscode from 'vscode';

export const SCHEME = 'boxwright';

type Missing = (name: string) => Promise<string | undefined>;

/** The texts of such documents, by the path of their address. */
export class Pages implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  #missing: Missing | undefined;

  /** Says who knows the page of a rule that nobody has put here. */
  onMissing(missing: Missing): vscode.Disposable {
    this.#missing = missing;
    return new vscode.Disposable(() => (this.#missing = undefined));
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const known = this.#texts.get(uri.path);
    if (known !== undefined) return known;
    const rule = /^rules\/(.*)\.md$/.exec(uri.path.replace(/^\//, ''))?.[1];
    return (rule && (await this.#missing?.(rule))) || '';
  }

  /** Shows a text beside the document. */
  async show(path: string, text: string, language: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: SCHEME, path });
    this.#texts.set(uri.path, text);
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.languages.setTextDocumentLanguage(document, language);
    await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true, preview: true });
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
