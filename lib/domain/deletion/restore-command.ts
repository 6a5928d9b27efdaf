import type { ListedSecret } from '@/lib/domain/ports/inventory-store';

/** What no shell takes for more than itself. */
const PLAIN = /^[A-Za-z0-9_+=.@:/-]+$/;

/** One word of a POSIX shell, whatever is in it. */
const toWord = (text: string): string => (PLAIN.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`);

/** For the AWS CLI, by whoever has secretsmanager:RestoreSecret there: Keyledger itself neither deletes nor restores. */
export const toRestoreCommand = ({ arn, region }: Pick<ListedSecret, 'arn' | 'region'>): string =>
  `aws secretsmanager restore-secret --region ${toWord(region)} --secret-id ${toWord(arn)}`;
