using System.Text;
using LicenseClient;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
Console.InputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await ClientProgram.RunAsync(args, Console.In, Console.Out, Console.Error, ClientEnvironment.OfThisMachine());
