export function Brand() {
  return (
    <span className="flex items-center gap-2 text-[0.875rem] font-semibold tracking-tight">
      <svg aria-hidden width="14" height="14" viewBox="0 0 14 14">
        <rect width="14" height="14" rx="4" className="fill-ink" />
        <rect x="4" y="4" width="6" height="6" rx="1" className="fill-bg" />
        <rect x="6" y="6" width="2" height="2" className="fill-ink" />
      </svg>
      Keyledger
    </span>
  );
}
