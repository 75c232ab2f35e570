// The program, beside which the modules are held.
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What the program prints, whatever its exit code. */
export async function native(...args) {
  try {
    const { stdout } = await run(process.env.BOXWRIGHT_BIN, args, { maxBuffer: 1 << 28 });
    return { stdout, code: 0 };
  } catch (error) {
    if (typeof error.code !== "number") throw error;
    return { stdout: error.stdout, code: error.code };
  }
}

/** Does something for each, two at a time. */
export async function each(all, work) {
  const left = [...all];
  const worker = async () => {
    for (let next = left.pop(); next; next = left.pop()) await work(next);
  };
  await Promise.all([worker(), worker()]);
}
