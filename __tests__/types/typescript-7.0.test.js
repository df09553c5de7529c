import { describeCompiler } from "./describe-compiler.js";

describeCompiler("7.0");
