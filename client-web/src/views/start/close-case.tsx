// wip
export function CloseCase() { return null; }
