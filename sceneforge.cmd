@echo off
rem Runs SceneForge from its sources: builds what has changed since the last time, then hands everything over to the program.
setlocal
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_NOLOGO=1
where dotnet >nul 2>nul || (echo sceneforge: the .NET 10 SDK is not on PATH; get it at https://dotnet.microsoft.com/download 1>&2 & exit /b 69)
dotnet build "%~dp0src\SceneForge.Cli" -c Release -v q -clp:NoSummary 1>&2 || (echo sceneforge: the build failed 1>&2 & exit /b 70)
dotnet "%~dp0src\SceneForge.Cli\bin\Release\net10.0\sceneforge.dll" %*
exit /b %errorlevel%
