declare module 'jsbarcode/bin/barcodes/CODE128/index.js' {
  /** Code 128, set B. `data` is a string of modules: 1 is a bar. */
  export class CODE128B {
    constructor(data: string, options: object);
    encode(): { data: string; text: string };
  }
}
