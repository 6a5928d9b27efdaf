/** A name with its path dimmed and its leaf strong. */
export function MonoName({ path, leaf }: { path: string; leaf: string }) {
  return (
    <span className="font-mono text-[0.78125rem]">
      {path && <span className="text-ink-3">{path}</span>}
      <span className="font-medium">{leaf}</span>
    </span>
  );
}
