declare module "*?worker&url" {
  const url: string;
  export default url;
}

declare module "virtual:beginning" {
  const url: string;
  export default url;
}
