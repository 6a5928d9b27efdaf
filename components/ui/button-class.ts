import { classNames } from './class-names';

const VARIANTS = {
  plain: 'border-line-strong bg-panel text-ink hover:not-disabled:bg-sunk',
  primary: 'border-ink bg-ink text-bg hover:not-disabled:border-ink-2 hover:not-disabled:bg-ink-2',
  quiet: 'border-transparent text-ink-2 hover:not-disabled:bg-sunk hover:not-disabled:text-ink',
  danger: 'border-bad bg-panel text-bad hover:not-disabled:bg-bad-soft',
} as const;

const SIZES = {
  base: 'min-h-7 rounded-[7px] px-2.5 py-1 text-base',
  small: 'min-h-6 rounded-md px-2 py-0.5 text-sm',
} as const;

export interface ButtonLook {
  variant?: keyof typeof VARIANTS;
  size?: keyof typeof SIZES;
}

/** The look of a button, for anchors that lead somewhere. */
export const buttonClass = ({ variant = 'plain', size = 'base' }: ButtonLook = {}): string =>
  classNames(
    'inline-flex items-center justify-center gap-1.5 border font-medium whitespace-nowrap no-underline transition-colors',
    'aria-disabled:cursor-progress aria-disabled:opacity-55',
    // One that only waits for its script looks as it will a moment later.
    'disabled:not-data-waiting:cursor-not-allowed disabled:not-data-waiting:opacity-55',
    VARIANTS[variant],
    SIZES[size],
  );
