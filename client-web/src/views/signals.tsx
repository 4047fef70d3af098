// wip
export function SignalsPage() { return null; }
export function SignalPage() { return null; }
