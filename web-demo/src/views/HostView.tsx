// What the program at the back of the page does: the plan against its connection, and apply.
import { text } from "../state/document";
import { apply, host, isBusy, isHosted, outcome, plan, proposal } from "../state/host";

export function HostView() {
  const shown = proposal.value;
  const isStale = shown !== undefined && shown.of !== text.value;
  const canApply = shown !== undefined && shown.changes && shown.blocked === null && !isStale && !isBusy.value;
  return (
    <div class="view host" tabIndex={0} role="region" aria-label="VirtualBox">
      <p class="lead">
        The document against <code>{host.value?.connection}</code>. Planning only reads; nothing is changed before you apply a
        plan that you have seen.
      </p>
      {!isHosted() && <p class="banner">The document in the editor is another one than this program was started with.</p>}
      <p class="command">
        <button type="button" class="button" disabled={isBusy.value || !isHosted()} onClick={() => void plan()}>
          {shown ? "Plan again" : "Plan"}
        </button>
        <button type="button" class="button" disabled={!canApply} onClick={() => void apply()}>
          Apply this plan
        </button>
      </p>
      <div role="status" aria-live="polite">
        {isBusy.value && <p class="empty">Working…</p>}
        {isStale && <p class="banner">The document was changed since: plan again.</p>}
        {outcome.value !== "" && <pre class="said">{outcome.value}</pre>}
        {shown?.blocked != null && <p class="banner">{shown.blocked}</p>}
      </div>
      {shown && <pre class="said">{shown.text}</pre>}
    </div>
  );
}
