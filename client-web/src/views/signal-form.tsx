// wip
export function SignalForm() { return null; }
