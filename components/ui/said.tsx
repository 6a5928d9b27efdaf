import { toVisibleText } from './visible-text';

/**
 * Text that somebody else wrote, as a person judges by it: in a direction of its own, so that it turns
 * nothing beside it, and with whatever cannot be seen in it written out.
 */
export function Said({ text }: { text: string }) {
  return <bdi>{toVisibleText(text)}</bdi>;
}
