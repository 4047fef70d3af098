// wip
export function FiguresPage() { return null; }
