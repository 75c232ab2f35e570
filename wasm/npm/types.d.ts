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

/** One change, in a user's terms. */
export interface Change {
  /** What happens there. */
  action: ChangeAction;
  /** What will be there. */
  after: string | null;
  /** What is there now. */
  before: string | null;
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

/** What mends a fault. */
export interface Fix {
  /** Whether it can be carried out unseen. */
  applicability: Applicability;
  /** The changes to the text, none of which sees another. */
  edits: TextEdit[];
  /** What it does, as an order. */
  title: string;
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

/** What an element inside another consists of. */
export type Kind =
  /** Attributes, text, elements. */
  | "element"
  /** Text. */
  | "value"
  /** Nothing: it is there or it is not. */
  | "flag";

/** What would be done to a machine. */
export interface MachinePlan {
  /** What happens to it as a whole. */
  action: Action;
  /** Why the plan could not be carried out now. */
  blocked: string | null;
  /** What changes. */
  changes: Change[];
  /** Its name. */
  name: string;
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

/** Another place that has to do with a finding. */
export interface Related {
  /** Where it begins. */
  from: number;
  /** What is there. */
  message: string;
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
  /** What goes in, as JSON. */
  args: string;
  /** The line that asked for it, from 1. */
  line: number | null;
  /** The member that is written or called. */
  member: string;
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
