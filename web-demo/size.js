// How much JavaScript the page loads: `node size.js MOST`.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const folder = fileURLToPath(new URL("dist/assets/", import.meta.url));
const most = Number(process.argv[2]);
let total = 0;
for (const name of readdirSync(folder).sort()) {
  if (/\.(br|gz)$/.test(name)) continue;
  const packed = gzipSync(readFileSync(folder + name), { level: 9 }).length;
  console.log(`${name.padEnd(32)} ${(packed / 1024).toFixed(1).padStart(7)} KB after gzip`);
  if (name.endsWith(".js")) total += packed;
}
console.log(`JavaScript: ${(total / 1024).toFixed(1)} KB after gzip, at most ${most / 1024}`);
if (total > most) process.exit(1);
