// wip
export function TeamPage() { return null; }
