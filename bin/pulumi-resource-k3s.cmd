@echo off
rem The plugin of Pulumi for this package; under the name pulumi-tool-k3s, its command line.
setlocal
set "main=%~dp0..\dist\provider\plugin\main.js"
if /i "%~n0"=="pulumi-tool-k3s" set "main=%~dp0..\dist\provider\cli\main.js"
where node >nul 2>nul
if errorlevel 1 (
    echo The plugin k3s cannot start: there is no node on the PATH. 1>&2
    echo Next: install Node.js 22.12 or newer ^(https://nodejs.org^), and run pulumi where node is found 1>&2
    exit /b 1
)
if not exist "%main%" (
    echo The plugin k3s cannot start: there is no "%main%". 1>&2
    echo Next: install the package again; in a checkout of it, run npm install 1>&2
    exit /b 1
)
node "%main%" %*
