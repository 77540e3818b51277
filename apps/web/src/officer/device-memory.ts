/** Small choices and texts that this device keeps. Where a browser forbids storage they last as long as the page. */

export function recallFromDevice(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return null;
  }
}

export function keepOnDevice(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
