// Asking for the selection no oftener than there is one.

/**
 * Lets the document say that it has no selection while no editor has the focus.
 *
 * Chromium lays out the page before it says where a selection is that no editor has. The editor asks with each change, also with those that
 * come from the form, each of which is a key there. Nothing else on the page asks the document.
 */
export function askOnlyWithFocus(): void {
  document.getSelection = () =>
    document.activeElement?.closest(".cm-editor") ? Document.prototype.getSelection.call(document) : null;
}
