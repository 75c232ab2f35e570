// Written by `cargo xtask codegen` from the types in wasm/src/dto.

/** What happens to a machine as a whole. */
export type Action =
  /** It is made. */
  | "create"
  /** It is changed in place. */
  | "change"
  /** Nothing. */
  | "none"
  /** It is taken away. */
  | "delete";

/** Whether a fix can be carried out unseen. */
export type Applicability =
  /** The result means what the document was meant to mean. */
  | "safe"
  /** The result is valid, and may mean something else. */
  | "unsafe";

/** An attribute of an element. */
export interface Attribute {
  /** Where the value begins, behind its quote. */
  from: number;
  /** The name. */
  name: string;
  /** Where it ends. */
  to: number;
  /** The value. */
  value: string;
}

/** An attribute. */
export interface AttributeEntry {
  /** What its absence means, where that is a value. */
  default: string | null;
  /** What it is for. */
  docs: string;
  /** The name. */
  name: string;
  /** Whether it must be there. */
  required: boolean;
  /** The first release of VirtualBox that has it, where that is not said elsewhere. */
  since: string | null;
  /** What it can be. */
  value: Value;
}

/** Who made a difference between a document and a machine, since a document was applied last. */
export type Cause =
  /** The document asks for something else. */
  | "document"
  /** The machine was changed by somebody else. */
  | "machine"
  /** Both, to different values. */
  | "both";

/** One change, in a user's terms. */
export interface Change {
  /** What happens there. */
  action: ChangeAction;
  /** What will be there. */
  after: string | null;
  /** What is there now. */
  before: string | null;
  /** Who made the difference; `null` where it is not known what was applied last. */
  cause: Cause | null;
  /** The line that asked for it, from 1. */
  line: number | null;
  /** In which state the machine must be. */
  needs: Needs;
  /** The address in the document's normal form. */
  path: string;
  /** Whether the document's silence asks for it. */
  silent: boolean;
}

/** What happens at one place. */
export type ChangeAction =
  /** Something is added. */
  | "add"
  /** Something gets another value. */
  | "change"
  /** Something is removed. */
  | "remove";

/** A text, looked at. */
export interface Checked {
  /** What was found, in the order of the text. */
  found: Found[];
  /** The root element; `null` where the text is not well-formed. */
  root: Node | null;
}

/** An element inside another. */
export interface ChildEntry {
  /** What it is for there. */
  docs: string;
  /** Its place among all elements, where it is more than text. */
  element: number | null;
  /** The name in JSON, which is another one where an attribute beside it has the name of the tag. */
  json: string;
  /** What it consists of. */
  kind: Kind;
  /** The name of the tag. */
  name: string;
  /** How often it occurs. */
  occurs: Occurs;
  /** The first release of VirtualBox that has it, where that is not said elsewhere. */
  since: string | null;
  /** What its text can be, where it is nothing but text. */
  value: Value | null;
}

/** Something that can be done about a part of the text. */
export interface CodeAction {
  /** The changes to the text. */
  edits: TextEdit[];
  /** The finding that it is about, by its place in `found` of the same text. */
  found: number | null;
  /** Whether it is what most would choose. */
  isPreferred: boolean;
  /** What it is. */
  kind: CodeActionKind;
  /** What it does, as an order. */
  title: string;
}

/** What an action is. */
export type CodeActionKind =
  /** It mends a fault. */
  | "fix"
  /** It mends everything that is safe to mend. */
  | "fixAll"
  /** It accepts a finding, by a comment. */
  | "suppress"
  /** It says the same, or more, in other words. */
  | "rewrite";

/** Something that may be written at a place. */
export interface Completion {
  /** What it is, in a few words. */
  detail: string;
  /** What it means, in Markdown. */
  docs: string;
  /** What is written. Further lines are indented as if the first were not. */
  edit: TextEdit;
  /** What is compared with what has been typed in the place of `edit`. */
  filter: string;
  /** What it is. */
  kind: CompletionKind;
  /** What is shown. */
  label: string;
  /** The lower the better. */
  rank: number;
  /** The same with places to fill in: `$1`, `${2:text}`, `${3|one,two|}`, `$0`. */
  snippet: string | null;
}

/** What a completion is. */
export type CompletionKind =
  /** An element. */
  | "element"
  /** An end tag. */
  | "endTag"
  /** An attribute. */
  | "attribute"
  /** A word of a list. */
  | "word"
  /** A value that was made for this document. */
  | "fresh"
  /** A file of the host. */
  | "file"
  /** A folder of the host. */
  | "folder"
  /** A rule of the linter. */
  | "rule";

/** A difference of two documents. */
export interface Difference {
  /** What the second does to the first there. */
  action: ChangeAction;
  /** What the second says. */
  after: string | null;
  /** The line of the second, from 1. */
  afterLine: number | null;
  /** What the first says. */
  before: string | null;
  /** The line of the first, from 1. */
  beforeLine: number | null;
  /** The address, in normal form where both are for VirtualBox. */
  path: string;
}

/** Something that was done. */
export interface Done {
  /** The line of the text before, from 1. */
  line: number;
  /** To what, and why. */
  message: string;
  /** `changed`, `added`, `dropped`, or `attention` where somebody has to look after it. */
  verb: string;
}

/** An element. */
export interface ElementEntry {
  /** Its attributes. */
  attributes: AttributeEntry[];
  /** The elements inside. */
  children: ChildEntry[];
  /** What it is for. */
  docs: string;
  /** The name of the tag. */
  name: string;
  /** What its own text can be; `null` where it has none. */
  text: Value | null;
}

/** Something of the host that a document gives away. */
export interface Exposed {
  /** The kind: the name of a rule, whose page says more. */
  kind: string;
  /** The line of the document, from 1. */
  line: number | null;
  /** The address in the document's normal form. */
  path: string;
  /** What is given away, in words. */
  what: string;
  /** Whether the machine does not give it away now. */
  widens: boolean;
}

/** Something of the host that a document gives the guest or the network. */
export interface Exposure {
  /** Where that begins. */
  from: number;
  /** The kind: the name of a rule, whose page says more. */
  kind: string;
  /** The line, from 1. */
  line: number;
  /** What gives it away. */
  path: string;
  /** Where it ends. */
  to: number;
  /** What is given away, in words. */
  what: string;
}

/** What became of a setting. */
export type Fate =
  /** It is in the document. */
  | "kept"
  /** Something near it is in the document. */
  | "approximated"
  /** A document has no words for it. */
  | "not-expressible"
  /** It belongs to something that is off. */
  | "idle"
  /** It cannot be read: another value is taken. */
  | "unreadable"
  /** VirtualBox itself makes nothing of it. */
  | "meaningless";

/** What mends a fault. */
export interface Fix {
  /** Whether it can be carried out unseen. */
  applicability: Applicability;
  /** The changes to the text, none of which sees another. */
  edits: TextEdit[];
  /** What it does, as an order. */
  title: string;
}

/** What can be folded away. */
export interface Fold {
  /** Where it begins. */
  from: number;
  /** Whether it is a comment; else it is an element. */
  isComment: boolean;
  /** Where it ends. */
  to: number;
}

/** A finding. */
export interface Found {
  /** What mends it, the best first. */
  fixes: Fix[];
  /** Where it begins. */
  from: number;
  /** The line, from 1. */
  line: number;
  /** What is wrong. */
  message: string;
  /** Why, and what to do. */
  notes: string[];
  /** What it is about, such as `/domain/devices/disk[1]/target/@dev`. */
  path: string;
  /** Other places that have to do with it. */
  related: Related[];
  /** The name of the rule. */
  rule: string;
  /** How bad it is. */
  severity: Severity;
  /** Where it ends. */
  to: number;
}

/** What a place means. */
export interface Hover {
  /** The explanation, in Markdown. */
  docs: string;
  /** Where the thing that is explained begins. */
  from: number;
  /** Where it ends. */
  to: number;
}

/** What became of a file. */
export type Imported =
  /** It is a machine. */
  | {
      /** What is wrong with the file. */
      found: Found[];
      outcome: "machine";
      /** What became of each setting, in the order of the text. */
      said: Said[];
      /** The version of the settings, such as `1.19`. */
      settings: string;
      /** The document. */
      xml: string;
    }
  /** It is something else. */
  | {
      /** What it is, and what to do, in words for people. */
      message: string;
      outcome: "other";
    };

/** What an element inside another consists of. */
export type Kind =
  /** Attributes, text, elements. */
  | "element"
  /** Text. */
  | "value"
  /** Nothing: it is there or it is not. */
  | "flag";

/** A part of the text that leads somewhere. */
export interface Link {
  /** Where it begins. */
  from: number;
  /** Whereto. */
  target: LinkTarget;
  /** Where it ends. */
  to: number;
}

/** Where a link leads. */
export type LinkTarget =
  /** To a file or folder of the host. */
  | {
      kind: "file";
      /** Its path. */
      path: string;
    }
  /** To the page of a rule. */
  | {
      kind: "rule";
      /** The name of the rule. */
      name: string;
    };

/** What would be done to a machine. */
export interface MachinePlan {
  /** What happens to it as a whole. */
  action: Action;
  /** Why the plan could not be carried out now. */
  blocked: string | null;
  /** What changes. */
  changes: Change[];
  /** What the document gives the guest or the network of the host, kind by kind. */
  exposure: Exposed[];
  /** Settings that the format cannot express and that stay as they are. */
  leftAlone: string[];
  /** Its name. */
  name: string;
  /** Whether silence would take something away from a machine that was never applied before, so that `apply` wants `--adopt`. */
  needsAdopt: boolean;
  /** The calls, in order. */
  steps: Step[];
  /** Its identity. */
  uuid: string;
}

/** In which state the machine must be. */
export type Needs =
  /** Powered off. */
  | "stopped"
  /** Running. */
  | "running"
  /** Any. */
  | "any";

/** An element of the text. */
export interface Node {
  /** Its attributes. */
  attributes: Attribute[];
  /** The elements inside. */
  children: Node[];
  /** Where it begins. */
  from: number;
  /** The name as it is written. */
  name: string;
  /** Its address. */
  path: string;
  /** Where its start tag ends. */
  tagTo: number;
  /** Its own text, without blanks around it. */
  text: string;
  /** Where its text begins, or its start tag where it has none. */
  textFrom: number;
  /** Where that ends. */
  textTo: number;
  /** Where it ends. */
  to: number;
}

/** How often an element occurs. */
export type Occurs =
  /** Once. */
  | "required"
  /** Once or not at all. */
  | "optional"
  /** Any number of times. */
  | "repeated";

/** How a document is looked at. */
export interface Options {
  /** The files beside that, by name, of which it may extend one. */
  beside?: { [name: string]: string } | undefined;
  /** The path of the document from the folder of `boxwright.toml`, which may ask for less there. */
  file?: string | undefined;
  /** The rules that are not, of those. */
  ignore?: string[] | undefined;
  /** The text of the project's `boxwright.toml`. */
  project?: string | undefined;
  /** The rules that are reported, by name or short id; all where there is none. */
  select?: string[] | undefined;
  /** The release of VirtualBox that the machine is for, such as `7.2`: what it cannot do is found too. */
  target?: string | undefined;
}

/** An element in an outline. */
export interface OutlineEntry {
  /** What is inside. */
  children: OutlineEntry[];
  /** What tells it from others of its name. */
  detail: string;
  /** Where it begins. */
  from: number;
  /** Its name. */
  name: string;
  /** Where its name begins. */
  nameFrom: number;
  /** Where its name ends. */
  nameTo: number;
  /** Where it ends. */
  to: number;
}

/** When a call is made. */
export type Phase =
  /** Media are opened. */
  | "prepare"
  /** The machine is made. */
  | "create"
  /** It is entered into VirtualBox's list. */
  | "register"
  /** It is locked. */
  | "lock"
  /** Extra data is written. */
  | "extra"
  /** Media are detached, controllers removed. */
  | "detach"
  /** Settings are changed. */
  | "change"
  /** Media are attached. */
  | "attach"
  /** The settings are saved. */
  | "save"
  /** The lock is given back. */
  | "unlock"
  /** The machine is taken off the list. */
  | "delete";

/** A part of the text. */
export interface Place {
  /** Where it begins. */
  from: number;
  /** Where it ends. */
  to: number;
}

/** How a plan is made. */
export interface PlanOptions {
  /** A document of the machine as it is now; without, VirtualBox has only the machine `test`. */
  against?: string | undefined;
  /** The project of the document, whose policies have to be satisfied. */
  options?: Options | undefined;
}

/** What became of planning. */
export type Planned =
  /** There is a plan. */
  | {
      /** What would be done. */
      machine: MachinePlan;
      /** What people should know about the document all the same. */
      notes: Found[];
      outcome: "plan";
    }
  /** The document cannot be applied. */
  | {
      /** Why. */
      found: Found[];
      outcome: "refused";
    }
  /** The simulated VirtualBox could not be asked. */
  | {
      /** Why, in words for people. */
      message: string;
      outcome: "failed";
    };

/** Something that is wrong with a `boxwright.toml`. */
export interface ProjectFault {
  /** Where it begins. */
  from: number;
  /** What is wrong, and what to do. */
  message: string;
  /** Where it ends. */
  to: number;
}

/** Another place that has to do with a finding. */
export interface Related {
  /** Where it begins. */
  from: number;
  /** What is there. */
  message: string;
  /** Where it ends. */
  to: number;
}

/** A name of a device that can be changed. */
export interface Renameable {
  /** Where it begins. */
  from: number;
  /** The name. */
  name: string;
  /** Where it ends. */
  to: number;
}

/** A document for VirtualBox, and what was done for that. */
export interface Retargeted {
  /** The commands that convert its disk images, for `sh`. */
  commands: string[];
  /** What was done, in the order of the text that it was made of. */
  done: Done[];
  /** The document. */
  xml: string;
}

/** What became of something that a file says. */
export interface Said {
  /** What became of it. */
  fate: Fate;
  /** Where it begins. */
  from: number;
  /** The line, from 1. */
  line: number;
  /** What it is or why; empty where it is kept. */
  note: string;
  /** The elements and the attribute, such as `Machine/Hardware/Memory/@RAMSize`. */
  path: string;
  /** Where it ends. */
  to: number;
}

/** How bad a finding is. */
export type Severity =
  /** The document cannot be planned. */
  | "error"
  /** The document works, likely not as was meant. */
  | "warning"
  /** Something to know. */
  | "note";

/** One call to VirtualBox. */
export interface Step {
  /** What goes in, as people write it. */
  args: string;
  /** The line that asked for it, from 1. */
  line: number | null;
  /** The member that is written or called. */
  member: string;
  /** The address in the document's normal form that asked for it. */
  path: string;
  /** When it is done. */
  phase: Phase;
  /** Whether it is written. */
  sets: boolean;
  /** On what. */
  target: string;
}

/** A change to the text. */
export interface TextEdit {
  /** Where what is replaced begins. */
  from: number;
  /** What stands there afterwards. */
  insert: string;
  /** Where it ends. */
  to: number;
}

/** What a value can be. */
export interface Value {
  /** What it is, such as `a whole number`. */
  what: string;
  /** The words that it can be; none where it is not a word of a list. */
  words: Word[];
}

/** The vocabulary. Elements can hold themselves, so they are in a list and named by their place in it. */
export interface Vocabulary {
  /** All elements; the first is `<domain>`. */
  elements: ElementEntry[];
  /** The releases of VirtualBox that a document can be checked for, oldest first. */
  releases: string[];
}

/** A wish for another document, carried out as the smallest edits of the text. */
export type Wish =
  /** Gives an attribute or an element's text a value; what is missing on the way is made. */
  | {
      op: "set";
      /** Where. */
      path: string;
      /** The value, not escaped. */
      value: string;
    }
  /** Takes the value at a place away, with elements that hold nothing any more. */
  | {
      op: "clear";
      /** Where. */
      path: string;
    }
  /** Puts an element where it belongs in another. */
  | {
      op: "add";
      /** The element that gets it. */
      parent: string;
      /** The element. */
      xml: string;
    }
  /** Takes an element away. */
  | {
      op: "remove";
      /** The element. */
      path: string;
    };

/** A word that a value can be. */
export interface Word {
  /** What it means. */
  docs: string;
  /** Whether libvirt knows it and VirtualBox has nothing of the kind. */
  isForeign: boolean;
  /** The word. */
  word: string;
}

/** What has two outcomes. */
export type Outcome<T> = { outcome: "done"; result: T } | { outcome: "failed"; message: string };
