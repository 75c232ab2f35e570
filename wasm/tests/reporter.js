// For `node --test`: a line a test, and a last line that `cargo xtask test` counts.
export default async function* reporter(events) {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for await (const { type, data } of events) {
    if (type === "test:pass" && typeof data.skip === "string") {
      skipped += 1;
      yield `skipped: ${data.name}: ${data.skip}\n`;
    } else if (type === "test:pass") {
      passed += 1;
      yield `ok: ${data.name} (${Math.round(data.details.duration_ms)} ms)\n`;
    } else if (type === "test:fail") {
      failed += 1;
      const error = data.details.error;
      yield `FAILED: ${data.name}\n${error?.cause?.stack ?? error?.stack ?? error}\n`;
    } else if (type === "test:stdout" || type === "test:stderr") {
      yield data.message;
    }
  }
  yield `${passed} passed, ${failed} failed, ${skipped} skipped\n`;
}
