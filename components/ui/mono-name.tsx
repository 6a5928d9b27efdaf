/** A name with its path dimmed and its leaf strong. */
export function MonoName({ path, leaf }: { path: string; leaf: string }) {
  return (
    <span className="mono-name">
      {path}
      <b>{leaf}</b>
    </span>
  );
}
