import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { Card, CardHeader, CardTitle } from '@/components/ui/card';
import { TextLink } from '@/components/ui/text-link';
import { whyHref, withSecret, type WhyUrl } from './why-url';

interface Choice {
  id: string;
  name: string;
  environment: string;
  account: string;
  region: string;
}

/** Several secrets are called that: which one is meant is chosen by a link. */
export function SecretChoices({ url, choices }: { url: WhyUrl; choices: Choice[] }) {
  return (
    <Card aria-label="Secrets">
      <CardHeader>
        <CardTitle>Which secret?</CardTitle>
        <p className="text-ink-3">
          {choices.length === 0 ? 'None that you see is called that.' : 'Those that you see and that fit.'}
        </p>
      </CardHeader>
      <ul className="px-4 pb-3">
        {choices.map(({ id, name, environment, account, region }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3 py-0.5">
            <TextLink
              href={whyHref(withSecret(url.state, id))}
              className="inline-flex min-h-6 items-center font-mono text-sm wrap-anywhere"
            >
              {name}
            </TextLink>
            <EnvironmentLabel value={environment} />
            <span className="text-sm text-ink-3">
              {account}, {region}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
