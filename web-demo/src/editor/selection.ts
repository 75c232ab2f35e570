// Asking for the selection no oftener than there is one.

/**
 * Lets a root say that it has no selection while nothing in it has the focus.
 *
 * Browsers that give roots a selection of their own lay out the page before they say where it is. The editor asks with each change, also
 * with those that come from the form, each of which is a key there.
 */
export function askOnlyWithFocus(root: ShadowRoot & { getSelection?: () => Selection | null }): void {
  const given = root.getSelection?.bind(root);
  if (given) root.getSelection = () => (root.activeElement ? given() : null);
}
