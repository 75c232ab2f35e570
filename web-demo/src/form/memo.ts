// Components that are left alone while what they show is the same.
import { Component, type FunctionComponent, createElement } from "preact";

/** A component that is rendered again only where `isSame` finds a difference between what it had and what it gets. */
export const memo = <Props extends object>(
  inner: FunctionComponent<Props>,
  isSame: (before: Props, now: Props) => boolean,
): new (props: Props) => Component<Props> =>
  class extends Component<Props> {
    override shouldComponentUpdate(next: Props): boolean {
      return !isSame(this.props, next);
    }

    override render() {
      return createElement(inner, this.props);
    }
  };
