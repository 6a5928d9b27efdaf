import { classNames } from '@/components/ui/class-names';

/** Word, colour and a glyph that differs in shape; an environment of one's own naming stays neutral. */
const KNOWN: Record<string, { text: string; glyph: string }> = {
  prod: { text: 'text-prod', glyph: 'bg-current' },
  staging: { text: 'text-staging', glyph: 'bg-half' },
  dev: { text: 'text-dev', glyph: '' },
  test: { text: 'text-test', glyph: 'rounded-full' },
  unknown: { text: 'text-ink-3', glyph: 'border-dashed' },
};
const OTHER = { text: 'text-ink-2', glyph: 'rounded-full bg-current' };

export function EnvironmentLabel({ value }: { value: string }) {
  const look = (Object.hasOwn(KNOWN, value) && KNOWN[value]) || OTHER;
  return (
    <span className={classNames('inline-flex items-center gap-1.5 text-sm font-medium', look.text)}>
      <span
        aria-hidden
        className={classNames('size-2 shrink-0 rounded-[2px] border-[1.5px] border-current', look.glyph)}
      />
      {value}
    </span>
  );
}
