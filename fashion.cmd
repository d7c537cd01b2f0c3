@echo off
rem fashion: the one entry point on Windows, the twin of the script 'fashion'. Builds what changed, then runs the command.
rem It needs the .NET 10 SDK and nothing else.
setlocal
set "root=%~dp0"
set "root=%root:~0,-1%"
set "app=%root%\artifacts\fashion\fashion.dll"
set "stamps=%root%\artifacts\setup"

set "FASHION_HOME=%root%"
set DOTNET_CLI_TELEMETRY_OPTOUT=1
set DOTNET_CLI_UI_LANGUAGE=en
set DOTNET_NOLOGO=1
set DOTNET_TieredPGO=0
set DOTNET_GCgen0size=1000000
set DOTNET_GCLOHThreshold=800000

if "%~1"=="test" goto test
call :need_app || exit /b 1
if "%~1"=="setup" (
    echo fashion: ready>&2
    exit /b 0
)
dotnet "%app%" %*
exit /b %ERRORLEVEL%

:test
call :need_app || exit /b 1
call :changed tests lib tests
if errorlevel 1 call :build tests "the tests" build FashionNotebooks.sln || exit /b 1
set Passed=0
set Failed=0
set Skipped=0
set "filter="
if not "%~2"=="" set filter=--filter "FullyQualifiedName~%~2"
pushd "%root%\tests"
for /d %%p in (*.Tests) do call :test_project %%p
popd
if %Passed%%Failed%==00 (
    echo fashion: no test matches '%~2'>&2
    set Failed=1
)
if not %Skipped%==0 echo %Skipped% skipped
echo %Passed% passed, %Failed% failed
if %Failed%==0 exit /b 0
exit /b 1

rem test_project NAME: adds what 'dotnet test' counts to Passed, Failed and Skipped; shows what it says about failures.
:test_project
echo fashion: testing %1>&2
set "log=%stamps%\test.log"
dotnet test %1 -c Release --no-build --nologo --logger "console;verbosity=normal" %filter% >"%log%" 2>&1
if not errorlevel 1 goto count
findstr /c:"    Failed: " "%log%" >nul || set /a Failed+=1
type "%log%" >&2
:count
for /f "tokens=1,2 delims=: " %%a in ('findstr /c:"    Passed: " /c:"    Failed: " /c:"    Skipped: " "%log%"') do set /a %%a+=%%b
exit /b 0

:need_app
call :changed app lib
if not errorlevel 1 exit /b 0
call :build app "the course" publish lib\FashionNotebooks.Cli\FashionNotebooks.Cli.csproj -o artifacts\fashion "-p:UseSharedCompilation=false" "-p:RunAnalyzers=false"
exit /b %ERRORLEVEL%

rem changed STAMP FOLDER...: 1 if a source is not the one that the last build saw. Each build leaves a copy of the sources beside its log;
rem robocopy /L only compares, and ends with 0 when both are the same.
:changed
for %%f in (%2 %3) do (
    robocopy "%root%\%%f" "%stamps%\%1\%%f" /MIR /XF *.md /L >nul
    if errorlevel 1 exit /b 1
)
robocopy "%root%" "%stamps%\%1\root" Directory.* global.json /L >nul
if errorlevel 1 exit /b 1
exit /b 0

rem build STAMP LABEL VERB PROJECT OPTION...: runs 'dotnet VERB PROJECT', shows its output only when it fails.
:build
set "log=%stamps%\build.log"
if not exist "%stamps%" mkdir "%stamps%"
pushd "%root%"
where dotnet >nul 2>nul && dotnet --version >nul 2>nul
if errorlevel 1 (
    echo fashion: the .NET 10 SDK is missing; install it: https://dotnet.microsoft.com/download>&2
    popd
    exit /b 1
)
echo fashion: building %~2; the first time it fetches packages, one to two minutes>&2
dotnet %3 %4 -c Release -v q -nologo -nodeReuse:false %5 %6 %7 %8 >"%log%" 2>&1
if errorlevel 1 goto failed
popd
for %%f in (lib tests) do robocopy "%root%\%%f" "%stamps%\%1\%%f" /MIR /XF *.md /R:1 /W:1 >nul
robocopy "%root%" "%stamps%\%1\root" Directory.* global.json >nul
exit /b 0

:failed
popd
findstr /c:"error" "%log%" >&2
echo fashion: the build failed; all of its output is in %log%>&2
exit /b 1
