// Serves the built page as a host should: `node serve.js [PORT]`.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { policy } from "./policy.js";

const root = fileURLToPath(new URL("dist", import.meta.url));
const types = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

export const headers = {
  "Content-Security-Policy": `${policy}; frame-ancestors 'none'`,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

const packers = {
  br: (body) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (body) => gzipSync(body, { level: 9 }),
};
/** Files with a digest in their names, packed before: another content has another name. */
const packed = new Map();

/** A file as the browser takes it, and how it is packed. */
function pack(name, body, accepted, isLasting) {
  const way = Object.keys(packers).find((one) => accepted.includes(one));
  if (way === undefined) return { body };
  const key = `${way} ${name}`;
  const made = packed.get(key) ?? packers[way](body);
  if (isLasting) packed.set(key, made);
  return { body: made, headers: { "Content-Encoding": way, Vary: "Accept-Encoding" } };
}

export const server = createServer(async (request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  const file = join(root, path.endsWith("/") ? `${path}index.html` : path);
  try {
    if (!file.startsWith(root)) throw new Error("outside");
    const isLasting = path.includes("/assets/");
    const accepted = request.headers["accept-encoding"] ?? "";
    const { body, headers: how } = pack(file, await readFile(file), accepted, isLasting);
    response.writeHead(200, {
      ...headers,
      ...how,
      "Cache-Control": isLasting ? "max-age=31536000, immutable" : "no-cache",
      "Content-Type": types[extname(file)] ?? "application/octet-stream",
    });
    response.end(body);
  } catch {
    response.writeHead(404, headers).end("not found\n");
  }
});

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const port = Number(process.argv[2] ?? 8090);
  server.listen(port, "127.0.0.1", () => console.log(`http://127.0.0.1:${port}/`));
}
