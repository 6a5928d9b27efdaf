import type { SearchParams } from '@/components/layout/url-state';
import { versionId } from '@/lib/contract/shared';

/** The run that `?run=` names, where that can be one: anything else would reach the store unread. */
export const readAskedRun = ({ run }: SearchParams): string | null => versionId.safeParse(run).data ?? null;
