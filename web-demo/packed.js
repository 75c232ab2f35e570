// Every file of the page as hosts send it, packed when the page is built: a host can take more time over it then than while somebody
// waits. `serve.js` shows how to send them; hosts that pack for themselves need none of them.
import { readFile, writeFile } from "node:fs/promises";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT } = constants;

/** By the ending of their names, the best first. */
export const PACKED = { br: "br", gzip: "gz" };

const packers = {
  br: (body) =>
    promisify(brotliCompress)(body, {
      params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24, [BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  gz: (body) => promisify(gzip)(body, { level: 9 }),
};

/** The files of a folder that are not packed ones of others. */
export const plainFiles = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && !/\.(br|gz)$/.test(one.name))
    .map((one) => join(one.parentPath, one.name));

/** Puts the packed files beside those of a folder. */
export async function packAll(folder) {
  const each = async (file) => {
    const body = await readFile(file);
    const write = async ([ending, pack]) => writeFile(`${file}.${ending}`, await pack(body));
    await Promise.all(Object.entries(packers).map(write));
  };
  await Promise.all(plainFiles(folder).map(each));
}
