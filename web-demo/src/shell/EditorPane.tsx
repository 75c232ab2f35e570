// The editor stays where it is while other views are looked at: it holds the history.
import { useEffect, useRef } from "preact/hooks";
import { mount } from "../editor/editor";

export function EditorPane({ hidden }: { hidden: boolean }) {
  const home = useRef<HTMLDivElement>(null);
  useEffect(() => (home.current ? mount(home.current) : undefined), []);
  return <div class="editor" ref={home} hidden={hidden} />;
}
