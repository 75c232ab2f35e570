// Serves the built page as a host should: `node serve.js [PORT]`.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { PACKED } from "./packed.js";
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

/** A file as the browser takes it: one of those that were packed when the page was built, where there is one. */
async function find(file, accepted) {
  for (const [way, ending] of Object.entries(PACKED)) {
    if (!accepted.includes(way)) continue;
    const body = await readFile(`${file}.${ending}`).catch(() => undefined);
    if (body) return { body, how: { "Content-Encoding": way, Vary: "Accept-Encoding" } };
  }
  return { body: await readFile(file), how: {} };
}

export const server = createServer(async (request, response) => {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
  const file = join(root, path.endsWith("/") ? `${path}index.html` : path);
  try {
    if (!file.startsWith(root)) throw new Error("outside");
    const isLasting = path.includes("/assets/");
    const accepted = request.headers["accept-encoding"] ?? "";
    const { body, how } = await find(file, accepted);
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
