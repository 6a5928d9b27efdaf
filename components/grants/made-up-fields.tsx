import type { WhyQuery } from '@/lib/contract/grants';
import { controlClass } from './control-class';
import { Labelled } from './labelled';

interface Props {
  query: WhyQuery;
  providers: { id: string; name: string }[];
}

/** What a provider could say of somebody: enough to ask about a group before anybody of it signs in. */
export function MadeUpFields({ query, providers }: Props) {
  return (
    <fieldset className="mt-2 grid items-start gap-3 md:grid-cols-2 lg:grid-cols-4">
      <legend className="sr-only">Somebody made up</legend>
      <Labelled label="Signed in by" id="why-provider" hint="who vouches for all of it">
        <select id="why-provider" name="provider" defaultValue={query.provider} className={controlClass}>
          {providers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled label="Groups" id="why-groups" hint="one a line">
        <textarea
          id="why-groups"
          name="groups"
          rows={3}
          defaultValue={query.group.join('\n')}
          className={controlClass}
        />
      </Labelled>
      <Labelled label="Claims" id="why-claims" hint="name=value, one a line">
        <textarea
          id="why-claims"
          name="claims"
          rows={3}
          defaultValue={query.claim.map(({ key, value }) => `${key}=${value}`).join('\n')}
          className={controlClass}
        />
      </Labelled>
      <Labelled label="E-mail" id="why-email" hint="as verified; empty: none is">
        <input
          id="why-email"
          name="email"
          autoComplete="off"
          maxLength={254}
          defaultValue={query.email ?? ''}
          className={controlClass}
        />
      </Labelled>
    </fieldset>
  );
}
