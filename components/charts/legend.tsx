/** Names beside the fills that they stand for. */
export function Legend({ entries }: { entries: readonly { key: string; name: string; fill: string }[] }) {
  return (
    <ul className="flex flex-wrap gap-x-3 text-ink-2">
      {entries.map(({ key, name, fill }) => (
        <li key={key} className="flex items-center gap-1.5">
          <svg aria-hidden width="9" height="9">
            <rect width="9" height="9" rx="2" className={fill} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
