export function DemoPage(): null {
  return null;
}
