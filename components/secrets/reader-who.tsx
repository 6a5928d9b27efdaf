import type { ReaderView } from '@/lib/contract/access';
import { ActorKindLabel } from '@/components/access/actor-kind';
import { Said } from '@/components/ui/said';

type Who = Pick<
  ReaderView,
  'principal' | 'actorKind' | 'who' | 'reads' | 'ofPeople' | 'shared' | 'people' | 'peopleCount'
>;

/** What people do through this dashboard is theirs. */
const isOfPeople = (kind: ReaderView['actorKind']): boolean => kind === 'person' || kind === 'this-dashboard';

const times = (count: number): string => `${count.toLocaleString('en')} ${count === 1 ? 'read' : 'reads'}`;

/** Behind the principal: who it is, where that is one alone; of several each with how often, and never one for all. */
export function ReaderWho({ reader }: { reader: Who }) {
  const { people, peopleCount, ofPeople, shared } = reader;
  const who = reader.who === reader.principal.label ? null : reader.who;
  if (people.length === 0)
    return (
      who && (
        <div className="note">
          {shared && 'latest: '}
          <Said text={who} />
        </div>
      )
    );
  const named = people.reduce((sum, { reads }) => sum + reads, 0);
  const isAll = peopleCount === people.length;
  return (
    <details className="note">
      <summary className="min-h-6 cursor-pointer hover:text-accent">
        {peopleCount === 1 ? '1 person' : `${peopleCount.toLocaleString('en')} people`}
      </summary>
      <ul>
        {people.map(({ name, reads }) => (
          <li key={name}>
            <Said text={name} />, {times(reads)}
          </li>
        ))}
        {!isAll && <li>{`and ${(peopleCount - people.length).toLocaleString('en')} more`}</li>}
        {isAll && named < ofPeople && <li>{`not named, ${times(ofPeople - named)}`}</li>}
        {ofPeople < reader.reads && <li>{`not by people, ${times(reader.reads - ofPeople)}`}</li>}
      </ul>
    </details>
  );
}

/** That of the latest read; where others are of another, how many. */
export function ReaderKinds({ reader: { actorKind, reads, ofPeople } }: { reader: Who }) {
  const ofLatest = isOfPeople(actorKind) ? ofPeople : reads - ofPeople;
  const others = reads - ofLatest;
  return (
    <>
      <ActorKindLabel kind={actorKind} />
      {others > 0 && (
        <div className="note">{`${times(others)} ${isOfPeople(actorKind) ? 'not by people' : 'by people'}`}</div>
      )}
    </>
  );
}
