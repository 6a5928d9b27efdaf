import { ChevronRight } from 'lucide-react';
import type { SettingsView } from '@/lib/contract/system';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { EnvironmentLabel } from '@/components/secrets/environment-label';
import { PreviewRules } from './preview-rules';

export function RulesCard({ settings }: { settings: SettingsView }) {
  return (
    <Card id="rules" aria-label="Rules">
      <CardHeader>
        <CardTitle>Environments and what they ask</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <div>
          <p className="text-ink-2">
            A secret’s environment is what the first of these tells. Where they disagree, and where none tells, acts are
            guarded as in prod.
          </p>
          <ol className="mt-1 list-decimal pl-5">
            {settings.environmentRules.map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ol>
        </div>
        <dl className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-3 gap-y-1">
          {settings.actRules.map(({ environment, asks }) => (
            <div key={environment} className="contents">
              <dt>
                {environment === '*' ? (
                  <span className="text-ink-3">every other</span>
                ) : (
                  <EnvironmentLabel value={environment} />
                )}
              </dt>
              <dd>{asks.length === 0 ? <span className="text-ink-3">asks nothing more</span> : asks.join(', ')}</dd>
            </div>
          ))}
        </dl>
        <details className="group">
          <summary className="flex min-h-8 items-center font-medium text-accent">
            <ChevronRight aria-hidden size={14} className="mr-1 group-open:rotate-90" />
            Preview a change to the rules
          </summary>
          <div className="pt-2">
            <PreviewRules text={settings.environmentsText} />
          </div>
        </details>
      </CardBody>
    </Card>
  );
}
