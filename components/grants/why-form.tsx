import Form from 'next/form';
import { ChevronRight } from 'lucide-react';
import { PERMISSION_CHOICES, type PeopleView } from '@/lib/contract/grants';
import { Button } from '@/components/ui/button';
import { controlClass } from './control-class';
import { Labelled } from './labelled';
import { MadeUpFields } from './made-up-fields';
import { WHY_PATH, type WhyUrl } from './why-url';

interface Props {
  url: WhyUrl;
  people: PeopleView[];
  providers: { id: string; name: string }[];
  /** The asker, who is meant where nobody is chosen. */
  me: { id: string; name: string };
  /** The name of the secret that is asked about. */
  secretName: string | null;
}

/** A GET form: the browser alone can send it, and its address can be shared. */
export function WhyForm({ url, people, providers, me, secretName }: Props) {
  const { query } = url;
  const chosen = query.provider === undefined ? (query.person ?? me.id) : '';
  const known = people.some(({ id }) => id === chosen) || chosen === '';
  return (
    <Form action={WHY_PATH} prefetch={false} scroll={false} className="flex flex-col gap-3">
      <div className="grid items-start gap-3 md:grid-cols-3">
        <Labelled label="Who" id="why-person" hint="who signed in during the last 90 days">
          <select id="why-person" name="person" defaultValue={chosen} className={controlClass}>
            {!known && <option value={chosen}>{chosen}</option>}
            {people.map((person) => (
              <option key={person.id} value={person.id}>
                {toOption(person)}
              </option>
            ))}
            {providers.length > 0 && <option value="">somebody made up, as said below</option>}
          </select>
        </Labelled>
        <Labelled label="may do what" id="why-permission" hint="the names that grants and the ledger use">
          <select id="why-permission" name="permission" defaultValue={query.permission} className={controlClass}>
            {PERMISSION_CHOICES.map(({ permission, can }) => (
              <option key={permission} value={permission}>
                {permission}: {can}
              </option>
            ))}
          </select>
        </Labelled>
        <Labelled
          label="on which secret"
          id="why-secret"
          hint="a name, a part of it, or an ARN; empty: anywhere at all"
        >
          <input
            id="why-secret"
            name="q"
            type="search"
            autoComplete="off"
            maxLength={512}
            defaultValue={url.q || (secretName ?? '')}
            className={controlClass}
          />
        </Labelled>
      </div>
      {providers.length > 0 && (
        <details open={query.provider !== undefined} className="group">
          <summary className="flex min-h-6 items-center text-ink-2 hover:text-ink">
            <ChevronRight aria-hidden size={14} className="mr-1.5 group-open:rotate-90" />
            Somebody made up
          </summary>
          <MadeUpFields query={query} providers={providers} />
        </details>
      )}
      <Button type="submit" variant="primary" className="self-start">
        Ask
      </Button>
    </Form>
  );
}

const toOption = ({ name, persona, signedIn, groupsKnown }: PeopleView): string =>
  [
    name,
    ...(persona ? [persona] : []),
    ...(signedIn ? ['signed in'] : []),
    ...(groupsKnown ? [] : ['groups not known']),
  ].join(', ');
