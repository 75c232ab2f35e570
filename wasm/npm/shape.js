// JSON in and out of the modules, as values.

/** @param {typeof import("./editor.js")} raw */
export const editor = (raw) => ({
  check: (text, target) => JSON.parse(raw.check(text, target)),
  lint: (file, text, target) => raw.lint(file, text, target),
  explain: (rule) => raw.explain(rule),
  wish: (text, wish) => JSON.parse(raw.wish(text, JSON.stringify(wish))),
  format: (text) => JSON.parse(raw.format(text)),
  fix: (text, unsafeToo = false) => raw.fix(text, unsafeToo),
  normalize: (text) => JSON.parse(raw.normalize(text)),
  toJson: (text) => JSON.parse(raw.convert(text, true)),
  fromJson: (text) => JSON.parse(raw.convert(text, false)),
  vocabulary: () => JSON.parse(raw.vocabulary()),
});

/** @param {typeof import("./plan.js")} raw */
export const planner = (raw) => ({
  plan: (text, uuid) => JSON.parse(raw.plan(text, uuid)),
  planJson: (text, uuid) => raw.planJson(text, uuid),
});

/** A seed that is another one each time. */
export const anything = () => crypto.getRandomValues(new Uint32Array(1))[0];

/** @param {typeof import("./server.js")} raw */
export const server = (raw, seed) => {
  const one = new raw.Server(seed);
  return { handle: (message) => JSON.parse(one.handle(JSON.stringify(message))) };
};
