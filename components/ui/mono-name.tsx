import { toVisibleText } from './visible-text';

/** A name with its path dimmed and its leaf strong. */
export function MonoName({ path, leaf }: { path: string; leaf: string }) {
  return (
    <bdi className="mono-name">
      {toVisibleText(path)}
      <b>{toVisibleText(leaf)}</b>
    </bdi>
  );
}
