// The only addresses that code may be loaded from: this page's own.

interface Policy {
  createScriptURL(url: string): unknown;
}

interface Factory {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}

const own = (url: string): string => {
  const full = new URL(url, location.href);
  if (full.origin !== location.origin) throw new TypeError(`code of another host: ${full.href}`);
  return full.href;
};

const factory = (globalThis as { trustedTypes?: Factory }).trustedTypes;
const policy = factory?.createPolicy("boxwright", { createScriptURL: own });

/** An address that a worker may be loaded from. */
export const scriptUrl = (url: string): unknown => policy?.createScriptURL(url) ?? own(url);
