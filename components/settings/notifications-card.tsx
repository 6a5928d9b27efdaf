import type { SettingsView } from '@/lib/contract/system';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { TextLink } from '@/components/ui/text-link';

/** Whether facts are told outside, and whether they arrive; the channels are a page of their own. */
export function NotificationsCard({ notifications }: { notifications: SettingsView['notifications'] }) {
  const { channels, failing, waiting, dead } = notifications;
  return (
    <Card id="notifications" aria-label="Notifications" tone={failing > 0 ? 'warn' : 'plain'}>
      <CardHeader>
        <CardTitle>Notifications</CardTitle>
        <p className="flex-1 text-ink-3">webhooks and Slack, when something needs somebody</p>
        <TextLink href="/settings/notifications" className="underline">
          {channels === 0
            ? 'How to set them up'
            : channels === 1
              ? 'The channel, and a test of it'
              : `All ${channels} channels, and a test of each`}
        </TextLink>
      </CardHeader>
      <CardBody>
        {channels === 0 ? (
          <p className="text-ink-2">Nothing is told outside.</p>
        ) : (
          <p className={failing > 0 ? 'text-warn' : 'text-ink-2'}>
            {failing === 0 ? 'No channel is failing' : `${failing} of ${channels} failing`} ·{' '}
            {waiting === 0 ? 'nothing waits' : `${waiting.toLocaleString('en')} waiting`}
            {dead > 0 && ` · ${dead.toLocaleString('en')} given up in 30 days`}
          </p>
        )}
      </CardBody>
    </Card>
  );
}
