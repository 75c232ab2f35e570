// Where the program is: as the user's own settings say, else on PATH. A workspace has no say.
import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import * as vscode from 'vscode';

/** The program's path; nothing where there is none that can be run. */
export async function find(): Promise<string | undefined> {
  const inspected = vscode.workspace.getConfiguration('boxwright').inspect<string>('program');
  const name = inspected?.globalValue ?? inspected?.defaultValue ?? 'boxwright';
  const endings = process.platform === 'win32' ? ['.exe', ''] : [''];
  const folders = isAbsolute(name) ? [''] : (process.env['PATH'] ?? '').split(delimiter).filter(isAbsolute);
  for (const folder of folders) {
    for (const ending of endings) {
      const path = folder === '' ? name + ending : join(folder, name + ending);
      if (await isProgram(path)) return path;
    }
  }
  return undefined;
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
