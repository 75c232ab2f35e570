// Colours and type of the editor: the page's own, by its custom properties, so that light and dark need no switch here.
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

const theme = EditorView.theme({
  "&": { height: "100%", backgroundColor: "var(--paper)", color: "var(--ink)", fontSize: "13px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.65" },
  ".cm-content": { padding: "14px 0 40vh", caretColor: "var(--accent)" },
  ".cm-line": { padding: "0 16px 0 6px" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--ink-3)", border: "none", paddingLeft: "4px" },
  ".cm-activeLine": { backgroundColor: "var(--line-active)" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--selection)",
  },
  ".cm-linked": { backgroundColor: "var(--linked)", borderRadius: "3px", boxShadow: "0 0 0 2px var(--linked)" },
  ".cm-foldGutter span": { color: "var(--ink-3)" },
  ".cm-foldPlaceholder": { backgroundColor: "var(--sunken)", border: "none", color: "var(--ink-2)", padding: "0 6px" },
  ".cm-matchingBracket": { backgroundColor: "var(--linked)", outline: "none" },
  ".cm-searchMatch": { backgroundColor: "var(--linked)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--linked)", outline: "2px solid var(--accent)" },
  ".cm-selectionMatch": { backgroundColor: "var(--accent-soft)" },
  ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--ink)", borderColor: "var(--rule)" },
  ".cm-panel.cm-search": { padding: "8px 34px 8px 12px", fontFamily: "var(--sans)", fontSize: "13px" },
  ".cm-panel.cm-search label": { fontSize: "inherit", whiteSpace: "nowrap" },
  ".cm-panel.cm-search [name=close]": { padding: "4px 8px", fontSize: "16px", color: "var(--ink-2)" },
  ".cm-textfield": {
    backgroundColor: "var(--paper)",
    border: "1px solid var(--rule-2)",
    borderRadius: "6px",
    fontSize: "inherit",
    padding: "3px 8px",
  },
  ".cm-button": {
    backgroundImage: "none",
    backgroundColor: "var(--sunken)",
    border: "1px solid var(--rule)",
    borderRadius: "6px",
    fontSize: "inherit",
    padding: "3px 9px",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--raised)",
    color: "var(--ink)",
    border: "1px solid var(--rule)",
    borderRadius: "8px",
    boxShadow: "var(--shadow)",
    fontFamily: "var(--sans)",
    fontSize: "13px",
  },
  ".cm-tooltip-hover": { overflow: "hidden" },
  ".cm-docs": { padding: "8px 12px", maxWidth: "380px", lineHeight: "1.45" },
  ".cm-docs > .markdown": { padding: "0" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { maxHeight: "222px", borderRadius: "8px", fontFamily: "var(--mono)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 10px", lineHeight: "1.5" },
  ".cm-tooltip-autocomplete > ul > li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--on-accent)" },
  // What an offer means stands beside the list, of which it is a part; where there is no room for both, the list is seen.
  ".cm-tooltip.cm-completionInfo": { padding: "0", whiteSpace: "normal" },
  ".cm-completionInfo-left-narrow, .cm-completionInfo-right-narrow": { visibility: "hidden" },
  ".cm-diagnostic": { padding: "8px 12px", maxWidth: "460px", lineHeight: "1.45" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--error)" },
  ".cm-diagnostic-warning": { borderLeft: "3px solid var(--warning)" },
  ".cm-diagnostic-info": { borderLeft: "3px solid var(--note)" },
  ".cm-diagnosticAction": {
    backgroundColor: "var(--accent)",
    color: "var(--on-accent)",
    borderRadius: "6px",
    padding: "3px 10px",
    margin: "8px 6px 0 0",
    font: "inherit",
    cursor: "pointer",
  },
  ".cm-diagnosticSource": { color: "var(--ink-2)", fontSize: "11px", opacity: "1", marginTop: "4px" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--error) 1px",
    textUnderlineOffset: "4px",
  },
  ".cm-lintRange-warning": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--warning) 1px",
    textUnderlineOffset: "4px",
  },
  ".cm-lintRange-info": {
    backgroundImage: "none",
    textDecoration: "underline dotted var(--note) 1.5px",
    textUnderlineOffset: "4px",
  },
  ".cm-lint-marker": { width: "8px", height: "8px", borderRadius: "50%", content: "none", margin: "6px 3px" },
  ".cm-lint-marker-error": { backgroundColor: "var(--error)" },
  ".cm-lint-marker-warning": { backgroundColor: "var(--warning)" },
  ".cm-lint-marker-info": { backgroundColor: "var(--note)" },
});

const colours = HighlightStyle.define([
  { tag: tags.tagName, color: "var(--code-tag)" },
  { tag: tags.attributeName, color: "var(--code-attribute)" },
  { tag: tags.attributeValue, color: "var(--code-value)" },
  { tag: tags.angleBracket, color: "var(--ink-3)" },
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
  { tag: [tags.processingInstruction, tags.documentMeta], color: "var(--ink-2)" },
  { tag: tags.character, color: "var(--code-value)" },
  { tag: tags.invalid, color: "var(--error)" },
]);

export const look = [theme, syntaxHighlighting(colours)];
