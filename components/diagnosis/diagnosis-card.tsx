import type { DiagnosisView } from '@/lib/contract/diagnosis';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { DiagnosisPanel } from './diagnosis-panel';

interface Props {
  id: string;
  diagnosis: DiagnosisView;
  may: { diagnose: boolean; readLogs: boolean };
  /** Who it will be recorded as, and where. */
  recordedAs: string;
}

/** Why a rotation fails or is stuck, as far as it is known, and the way to know more. */
export function DiagnosisCard(props: Props) {
  return (
    <Card aria-label="Diagnosis">
      <CardHeader>
        <CardTitle>Diagnosis</CardTitle>
      </CardHeader>
      <CardBody>
        {/* What was looked at is of that failure: of another one it says nothing. */}
        <DiagnosisPanel key={JSON.stringify(props.diagnosis)} {...props} />
      </CardBody>
    </Card>
  );
}
