// The language server, as values.

/** A seed that is another one each time. */
export const anything = () => crypto.getRandomValues(new Uint32Array(1))[0];

/** @param {typeof import("./server.js")} raw */
export const server = (raw, seed) => {
  const one = new raw.Server(seed);
  return { handle: (message) => JSON.parse(one.handle(JSON.stringify(message))) };
};
