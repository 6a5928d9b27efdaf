import { toVisibleText } from '@/components/ui/visible-text';

/** Each with a colour and a glyph of its own in secrets.css. */
const KNOWN = new Set(['prod', 'staging', 'dev', 'test', 'unknown']);

/** An environment of one's own naming has the neutral look. */
export function EnvironmentLabel({ value }: { value: string }) {
  return (
    <bdi className={KNOWN.has(value) ? `environment environment-${value}` : 'environment'}>{toVisibleText(value)}</bdi>
  );
}
