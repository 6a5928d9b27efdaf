/** A field of a plain GET form, in the look of every field. */
export const controlClass =
  'w-full min-h-8 rounded-[7px] border border-control bg-panel px-2.5 py-1 text-ink placeholder:text-ink-3';
