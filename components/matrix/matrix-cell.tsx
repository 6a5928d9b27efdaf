import Link from 'next/link';
import type { LogicalSecretView, MatrixCellView, MatrixSecret } from '@/lib/contract/matrix-list';
import type { Difference } from '@/lib/domain/ports/inventory-matrix';
import { Badge } from '@/components/ui/badge';
import { Said } from '@/components/ui/said';
import { TextLink } from '@/components/ui/text-link';
import { toVisibleText } from '@/components/ui/visible-text';
import { toHref, type UrlState } from '@/components/layout/url-state';
import { LIST_PATH } from '@/components/secrets/list-url';
import { describeRotation, ROTATION_TONES } from '@/components/secrets/rotation-words';
import { CELL_WORDS, factsOf } from './matrix-words';

interface Props {
  row: LogicalSecretView;
  cell: MatrixCellView;
  now: string;
}

/** What an environment has of a logical secret: each secret a link, or in words that there is none. */
export function MatrixCell({ row, cell, now }: Props) {
  const { state, secrets, count } = cell;
  if (secrets.length === 0)
    return (
      <span className="inline-flex min-h-6 items-center">
        <span className={`matrix-gap matrix-${state}`}>{CELL_WORDS[state]}</span>
      </span>
    );
  const differs = new Set(row.differs.map(({ what }) => what));
  return (
    <ul className="flex flex-col gap-1.5">
      {secrets.map((secret) => (
        <li key={secret.id}>
          <CellSecret secret={secret} differs={differs} several={count > 1} now={now} />
        </li>
      ))}
      {count > secrets.length && (
        <li>
          <TextLink href={toHref(LIST_PATH, toSearch(row, cell))}>
            {count.toLocaleString('en')} in all: look for them
          </TextLink>
        </li>
      )}
    </ul>
  );
}

interface SecretProps {
  secret: MatrixSecret;
  differs: ReadonlySet<Difference>;
  /** In one cell: only then it matters where each is. */
  several: boolean;
  now: string;
}

function CellSecret({ secret, differs, several, now }: SecretProps) {
  const { id, name, rotation, deletion, accountName, region } = secret;
  return (
    <>
      <Link
        href={`/secrets/${id}`}
        prefetch={false}
        title={toVisibleText(name)}
        className="inline-flex min-h-6 items-center rounded-[5px] hover:underline"
      >
        <span className="sr-only">{toVisibleText(name)}: </span>
        {deletion ? (
          <Badge tone="bad">pending deletion</Badge>
        ) : (
          <Badge tone={ROTATION_TONES[rotation.state]}>
            <Said text={describeRotation(secret, now)} />
          </Badge>
        )}
      </Link>
      <div className="note">
        {!deletion &&
          factsOf(secret, differs).map(({ words, differs: marked }, at) => (
            <span key={words}>
              {at > 0 && ' · '}
              {marked ? (
                <b className="font-medium text-warn">
                  <Said text={words} />
                </b>
              ) : (
                <Said text={words} />
              )}
            </span>
          ))}
        {several && <div>{<Said text={`${accountName} · ${region}`} />}</div>}
      </div>
    </>
  );
}

/** The nearest that a list's filters come to a cell: its leaf is searched for. */
const toSearch = ({ service, leaf }: LogicalSecretView, { environment }: MatrixCellView): UrlState => [
  ['q', leaf],
  ['env', environment],
  service === null ? ['without', 'service'] : ['service', service],
  ['pending', 'include'],
];
